/** Saves what stands in one box; `false`: the device refused it. `anew`: also what had been saved on this device alone. */
type Keep = (anew: boolean) => Promise<boolean>;

const boxes = new Set<Keep>();

/** A box that a person can write in is on the screen. Answers how to say that it is gone. */
export function addBox(keep: Keep): () => void {
	boxes.add(keep);
	return () => void boxes.delete(keep);
}

/** Saves what stands in the boxes of this tab. `false`: the device refused some of it, so the tab must stay as it is. */
export async function keepAllWords({ anew = false } = {}): Promise<boolean> {
	const kept = await Promise.all([...boxes].map((keep) => keep(anew)));
	return kept.every(Boolean);
}
