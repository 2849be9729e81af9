import { openData, type Data } from './open-data.ts';

/** Has the data of a server that does not run open for as long as `work` takes. */
export async function withData<Result>(
	dataDir: string,
	work: (data: Data) => Promise<Result>
): Promise<Result> {
	const data = await openData(dataDir);
	try {
		return await work(data);
	} finally {
		await data.close();
	}
}
