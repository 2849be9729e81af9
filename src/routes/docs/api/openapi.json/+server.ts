import document from '../../../../../docs/api/openapi.json?raw';
import type { RequestHandler } from './$types';

export const prerender = true;

export const GET: RequestHandler = () =>
	new Response(document, { headers: { 'content-type': 'application/json' } });
