import { error, fail } from '@sveltejs/kit';
import { errorCodes, Refusal } from '../../protocol/errors.ts';

const fields = ['username', 'password', 'code', 'displayName', 'invite'] as const;
type Field = (typeof fields)[number];

/** What a page shows beside its fields; `form` is for what belongs to none of them. */
export type FormErrors = Partial<Record<Field | 'form', string>>;

/**
 * A refusal as a form shows it, with what was typed kept, except the password.
 * @throws what is not a refusal: that is a fault.
 */
export function formFailure(
	refusal: unknown,
	typed: { username: string; displayName?: string; asksCode?: boolean }
) {
	if (!(refusal instanceof Refusal)) throw refusal;
	const errors: FormErrors = {};
	for (const { path, message } of refusal.details.issues ?? []) {
		const field = fields.find((name) => name === path);
		if (field) errors[field] ??= sentence(field, message);
	}
	if (Object.keys(errors).length === 0) errors.form = refusal.message;
	return fail(errorCodes[refusal.code].status, { ...typed, errors });
}

const names: Record<Field, string> = {
	username: 'The username',
	password: 'The password',
	code: 'The code',
	displayName: 'The display name',
	invite: 'The invite'
};

function sentence(field: Field, message: string): string {
	return `${names[field]} ${message}.`;
}

/**
 * The fields of a submitted form as text; files are not taken.
 * @throws HttpError 400 when the body is no form.
 */
export async function readFields(request: Request): Promise<Record<string, string>> {
	const form = await request
		.formData()
		.catch(() => error(400, 'This is not what the form of this page sends.'));
	const entries = [...form.entries()];
	return Object.fromEntries(
		entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
	);
}
