/** How many chats are asked for at once. The first page is small, to be on the screen soon. */
export const pageSizes = { first: 100, next: 500 } as const;
