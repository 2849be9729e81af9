import type { Parts } from '../without-parts.ts';

/** Methods of `Dexie` itself, as they stand in its list of them. */
const staticMethods = [
	`    exists(name) {
        return new Dexie(name, { addons: [] })
            .open()
            .then((db) => {
            db.close();
            return true;
        })
            .catch('NoSuchDatabaseError', () => false);
    },
    getDatabaseNames(cb) {
        try {
            return getDatabaseNames(Dexie.dependencies).then(cb);
        }
        catch {
            return rejection(new exceptions.MissingAPI());
        }
    },
    defineClass() {
        function Class(content) {
            extend(this, content);
        }
        return Class;
    },
`,
	`    async: function (generatorFn) {
        return function () {
            try {
                var rv = awaitIterator(generatorFn.apply(this, arguments));
                if (!rv || typeof rv.then !== 'function')
                    return DexiePromise.resolve(rv);
                return rv;
            }
            catch (e) {
                return rejection(e);
            }
        };
    },
    spawn: function (generatorFn, args, thiz) {
        try {
            var rv = awaitIterator(generatorFn.apply(thiz, args || []));
            if (!rv || typeof rv.then !== 'function')
                return DexiePromise.resolve(rv);
            return rv;
        }
        catch (e) {
            return rejection(e);
        }
    },
`,
	`    waitFor: function (promiseOrFunction, optionalTimeout) {
        const promise = DexiePromise.resolve(typeof promiseOrFunction === 'function'
            ? Dexie.ignoreTransaction(promiseOrFunction)
            : promiseOrFunction).timeout(optionalTimeout || 60000);
        return PSD.trans ? PSD.trans.waitFor(promise) : promise;
    },
`,
	`    extendObservabilitySet,
    getByKeyPath: getByKeyPath,
    setByKeyPath: setByKeyPath,
    delByKeyPath: delByKeyPath,
    shallowClone: shallowClone,
    deepClone: deepClone,
    getObjectDiff: getObjectDiff,
`
];

/** Rows found by more than one of their fields at once. */
const severalFields = `        const compoundIndex = this.schema.indexes
            .concat(this.schema.primKey)
            .filter((ix) => {
            if (ix.compound &&
                keyPaths.every((keyPath) => ix.keyPath.indexOf(keyPath) >= 0)) {
                for (let i = 0; i < keyPaths.length; ++i) {
                    if (keyPaths.indexOf(ix.keyPath[i]) === -1)
                        return false;
                }
                return true;
            }
            return false;
        })
            .sort((a, b) => a.keyPath.length - b.keyPath.length)[0];
        if (compoundIndex && this.db._maxKey !== maxString) {
            const keyPathsInValidOrder = compoundIndex.keyPath.slice(0, keyPaths.length);
            return this.where(keyPathsInValidOrder).equals(keyPathsInValidOrder.map((kp) => indexOrCrit[kp]));
        }
        if (!compoundIndex && debug)
            console.warn(\`The query \${JSON.stringify(indexOrCrit)} on \${this.name} would benefit from a \` +
                \`compound index [\${keyPaths.join('+')}]\`);
        const { idxByName } = this.schema;
        function equals(a, b) {
            return cmp(a, b) === 0;
        }
        const [idx, filterFunction] = keyPaths.reduce(([prevIndex, prevFilterFn], keyPath) => {
            const index = idxByName[keyPath];
            const value = indexOrCrit[keyPath];
            return [
                prevIndex || index,
                prevIndex || !index
                    ? combine(prevFilterFn, index && index.multi
                        ? (x) => {
                            const prop = getByKeyPath(x, keyPath);
                            return (isArray(prop) &&
                                prop.some((item) => equals(value, item)));
                        }
                        : (x) => equals(value, getByKeyPath(x, keyPath)))
                    : prevFilterFn,
            ];
        }, [null, null]);
        return idx
            ? this.where(idx.name)
                .equals(indexOrCrit[idx.keyPath])
                .filter(filterFunction)
            : compoundIndex
                ? this.filter(filterFunction)
                : this.where(keyPaths).equals('');`;

/** Dexie without its cache, which the mirror has off, and without ways to ask that the mirror does not use. */
export const dexie: Parts = {
	file: /\/dexie\/dist\/modern\/dexie\.mjs$/,
	// They wake who reads from the cache.
	emptied: [
		'signalSubscribersNow',
		'Table.mapToClass',
		'Table.defineClass',
		// For browsers that do not tell which databases they have.
		'_onDatabaseCreated',
		'_onDatabaseDeleted'
	],
	cut: [
		...[
			'startsWithIgnoreCase',
			'equalsIgnoreCase',
			'anyOfIgnoreCase',
			'startsWithAnyOfIgnoreCase',
			'startsWithAnyOf',
			'noneOf',
			'notEqual',
			'inAnyRange'
		].map((name) => `WhereClause.${name}`),
		...['upsert', 'bulkUpdate'].map((name) => `Table.${name}`),
		...['raw', 'or', 'desc', 'eachUniqueKey', 'uniqueKeys', 'firstKey', 'lastKey', 'distinct'].map(
			(name) => `Collection.${name}`
		),
		'Transaction.waitFor'
	],
	replaced: [
		['        this.use(cacheMiddleware);\n', ''],
		[severalFields, ''],
		[
			'    derive: derive,\n    extend: extend,\n    props: props,\n    override: override,\n    Events: Events,\n',
			''
		],
		['    errnames: errnames,\n', ''],
		...staticMethods.map((text): [string, string] => [text, ''])
	]
};
