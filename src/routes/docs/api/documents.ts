import type { JsonSchema } from './json-schema.ts';

/** As much of the generated documents as the page reads. */
type Content = Record<string, { schema: JsonSchema; example?: unknown }>;

/** What each role is answered in one case of an event. */
export type Case = { of: string; answers: Record<string, string> };

export type Operation = {
	summary: string;
	tags: string[];
	security: object[];
	parameters?: { name: string; in: string; schema: JsonSchema }[];
	requestBody?: { content: Content };
	responses: Record<string, { content: Content }>;
	'x-kind'?: string;
	'x-needs'?: string[];
	'x-token'?: string | null;
	'x-rate'?: { class: string; perSecond: number; burst: number };
	'x-errors': string[];
	'x-cases'?: Case[];
};

export type OpenApi = {
	info: { version: string; description: string };
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, JsonSchema> };
	'x-common-errors': string[];
	'x-limits': Record<string, string>;
};

export type AsyncApi = {
	info: { description: string };
	channels: {
		hub: {
			messages: Record<
				string,
				{ name: string; summary: string; payload: JsonSchema; examples?: { payload: unknown }[] }
			>;
		};
	};
	components: { schemas: Record<string, JsonSchema> };
};
