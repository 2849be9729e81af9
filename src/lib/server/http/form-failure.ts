import { fail } from '@sveltejs/kit';
import { errorCodes, Refusal } from '../../protocol/errors.ts';

const fields = ['username', 'password', 'displayName', 'invite'] as const;
type Field = (typeof fields)[number];

/** What a page shows beside its fields; `form` is for what belongs to none of them. */
export type FormErrors = Partial<Record<Field | 'form', string>>;

/**
 * A refusal as a form shows it, with what was typed kept, except the password.
 * @throws what is not a refusal: that is a fault.
 */
export function formFailure(error: unknown, typed: { username: string; displayName?: string }) {
	if (!(error instanceof Refusal)) throw error;
	const errors: FormErrors = {};
	for (const { path, message } of error.details.issues ?? []) {
		const field = fields.find((name) => name === path);
		if (field) errors[field] ??= sentence(field, message);
	}
	if (Object.keys(errors).length === 0) errors.form = error.message;
	return fail(errorCodes[error.code].status, { ...typed, errors });
}

const names: Record<Field, string> = {
	username: 'The username',
	password: 'The password',
	displayName: 'The display name',
	invite: 'The invite'
};

function sentence(field: Field, message: string): string {
	return `${names[field]} ${message}.`;
}

/** The fields of a submitted form as text; files are not taken. */
export async function readFields(request: Request): Promise<Record<string, string>> {
	const entries = [...(await request.formData()).entries()];
	return Object.fromEntries(
		entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	);
}
