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

/** Dexie without its cache, which the mirror has off, and without ways to ask that the mirror does not use. */
export const dexie: Parts = {
	file: /\/dexie\/dist\/modern\/dexie\.mjs$/,
	// They wake who reads from the cache.
	emptied: ['signalSubscribersNow', 'Table.mapToClass', 'Table.defineClass'],
	cut: [
		...[
			'startsWithIgnoreCase',
			'equalsIgnoreCase',
			'anyOfIgnoreCase',
			'startsWithAnyOfIgnoreCase',
			'startsWithAnyOf',
			'noneOf'
		].map((name) => `WhereClause.${name}`),
		...['upsert', 'bulkUpdate'].map((name) => `Table.${name}`),
		...['raw', 'or', 'desc', 'eachUniqueKey', 'uniqueKeys', 'firstKey', 'lastKey', 'distinct'].map(
			(name) => `Collection.${name}`
		),
		'Transaction.waitFor'
	],
	replaced: [
		['        this.use(cacheMiddleware);\n', ''],
		...staticMethods.map((text): [string, string] => [text, ''])
	]
};
