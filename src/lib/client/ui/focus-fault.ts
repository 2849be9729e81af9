/** Puts the cursor where a refused form is to be mended: its first faulty field, else the password. */
export function focusFault(form: HTMLFormElement): void {
	const faulty = form.querySelector<HTMLElement>('[aria-invalid="true"]');
	(faulty ?? form.querySelector<HTMLElement>('input[type="password"]'))?.focus();
}
