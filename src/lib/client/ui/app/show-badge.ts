/** Shows in the tab and on the installed app's icon whether something is unread, as far as the browser can. */
export function showBadge(unread: number): void {
	const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
	const file = unread > 0 ? 'favicon-unread.svg' : 'favicon.svg';
	if (icon && !icon.href.endsWith(`/${file}`)) icon.href = icon.href.replace(/[^/]*$/, file);
	if (!('setAppBadge' in navigator)) return;
	// Only installed apps have an icon; others may refuse.
	const shown = unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge();
	shown.catch(() => {});
}
