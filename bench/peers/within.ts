/** As `promise`, but not for longer. @throws Error with this sentence after so many seconds. */
export async function within<Made>(promise: Promise<Made>, seconds: number, sentence: string): Promise<Made> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`${sentence} It had ${seconds} seconds.`)), seconds * 1000);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}
