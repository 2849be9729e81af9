/**
 * Puts the cursor where a refused form goes on: its first faulty field, else a password that the browser did not keep,
 * else the code that is asked for, else the password.
 */
export function focusFault(form: HTMLFormElement): void {
	const faulty = form.querySelector<HTMLElement>('[aria-invalid="true"]');
	const password = form.querySelector<HTMLInputElement>('input[type="password"]');
	const code = form.querySelector<HTMLElement>('input[autocomplete="one-time-code"]');
	const missing = password?.value === '' ? password : null;
	(faulty ?? missing ?? code ?? password)?.focus();
}
