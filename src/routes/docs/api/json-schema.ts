/** As much of JSON Schema as zod writes of our shapes. */
export type JsonSchema = {
	$ref?: string;
	type?: string | string[];
	description?: string;
	const?: unknown;
	enum?: unknown[];
	pattern?: string;
	minimum?: number;
	maximum?: number;
	minLength?: number;
	maxLength?: number;
	maxItems?: number;
	items?: JsonSchema;
	prefixItems?: JsonSchema[];
	properties?: Record<string, JsonSchema>;
	required?: string[];
	additionalProperties?: boolean | JsonSchema;
	anyOf?: JsonSchema[];
	oneOf?: JsonSchema[];
	allOf?: JsonSchema[];
	not?: JsonSchema;
};
