// `npm run build:client`: the package of clients/typescript, in its `dist` or where the argument says.
import { resolve } from 'node:path';
import { buildModule } from './client/build-module.ts';
import { writeTypes } from './client/write-types.ts';

const output = resolve(process.argv[2] ?? 'clients/typescript/dist');
await buildModule(output);
writeTypes(output);
