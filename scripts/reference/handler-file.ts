const handlersFolder = 'src/lib/server/handlers';

/** The file that does an event. */
export function handlerFileOf(event: string): string {
	return `${handlersFolder}/${event}.ts`;
}
