/** What names the page behind the door that is shown now; the newest one counts. */
let named = $state.raw<() => string>(() => '');

/** Names the page in the title of the tab, as long as the component stands that calls this while it is made. */
export function namePage(title: () => string): void {
	$effect(() => {
		named = title;
		return () => {
			if (named === title) named = () => '';
		};
	});
}

/** The title of the tab: how many messages are unread, where one is, and the app. */
export function tabTitle(unread: number): string {
	const page = named();
	return `${unread > 0 ? `(${unread}) ` : ''}${page ? `${page} · ` : ''}Inkling`;
}
