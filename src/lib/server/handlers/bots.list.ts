import { listBots } from '../store/bots.ts';
import { query } from './support/handler.ts';

export default query('bots.list', (_, { db }) => listBots(db), ['bot.manage']);
