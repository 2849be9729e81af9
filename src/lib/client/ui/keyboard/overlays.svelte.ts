/** What may be opened from anywhere; one at a time. */
export type Overlay = 'palette' | 'shortcuts' | 'new-chat';

class Overlays {
	open = $state<Overlay | null>(null);

	show(overlay: Overlay): void {
		this.open = overlay;
	}

	/** Closes it, unless another one has taken its place. */
	close(overlay: Overlay): void {
		if (this.open === overlay) this.open = null;
	}
}

export const overlays = new Overlays();
