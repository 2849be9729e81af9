/** Puts the cursor where a refused form goes on: its first faulty field, else the code that is asked for, else the password. */
export function focusFault(form: HTMLFormElement): void {
	const faulty = form.querySelector<HTMLElement>('[aria-invalid="true"]');
	const code = form.querySelector<HTMLElement>('input[autocomplete="one-time-code"]');
	(faulty ?? code ?? form.querySelector<HTMLElement>('input[type="password"]'))?.focus();
}
