import { losesWords } from '../../protocol/document/loses-words.ts';
import { isReadable } from '../../protocol/readable.ts';

/**
 * Whether the earlier text of a draft goes into its history when another takes its place: when words would be
 * lost that the person may want back. What the new text still contains is not lost, and neither are the small
 * corrections of someone who goes on typing on the same device.
 */
export function keepsEarlier(
	earlier: string,
	next: string,
	{ sameDevice }: { sameDevice: boolean }
): boolean {
	if (!isReadable(earlier) || next.includes(earlier.trim())) return false;
	return !sameDevice || losesWords(earlier, next);
}
