import { connect, type Request } from '../../../src/lib/client/sync/link.ts';

const slowMs = 300;

/** A network on which what a chat says takes its time. */
export const slowContent: typeof connect = async (settings) => {
	const link = await connect(settings);
	if (!('request' in link)) return link;
	const request: Request = async (event, payload) => {
		if (event === 'chat.content.batch') await new Promise((resolve) => setTimeout(resolve, slowMs));
		return link.request(event, payload);
	};
	return { ...link, request };
};
