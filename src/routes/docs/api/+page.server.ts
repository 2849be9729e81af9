import asyncApi from '../../../../docs/api/asyncapi.json?raw';
import openApi from '../../../../docs/api/openapi.json?raw';
import type { AsyncApi, OpenApi } from './documents.ts';
import { readReference } from './read-reference.ts';

// Made at build time, for everybody: it tells what stands in the sources and nothing of this server. It runs no script.
export const prerender = true;
export const csr = false;

export const load = () => ({
	reference: readReference(JSON.parse(openApi) as OpenApi, JSON.parse(asyncApi) as AsyncApi)
});
