/** The names of socket.io's rooms here. */
export const roomOf = {
	user: (userId: string) => `user:${userId}`,
	chat: (chatId: string) => `chat:${chatId}`,
	session: (sessionId: string) => `session:${sessionId}`
};
