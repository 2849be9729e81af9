/** What socket.io hands on: its own words, and beside them those of the system, which a browser keeps to itself. */
type Failure = { message: string; description?: unknown };

/** What `ws` says: a name with several addresses, as localhost often is, fails with one error for each and no words of its own. */
type Cause = { message?: string; error?: { errors?: { message: string }[] } };

/** Where a try to connect led, and why it failed, in a sentence. */
export function whyUnreachable(url: string, { message, description }: Failure): string {
	const cause = (typeof description === 'object' ? description : null) as Cause | null;
	const each = cause?.error?.errors?.map((error) => error.message).join(', ');
	return `${url} cannot be reached: ${cause?.message || each || message}`;
}
