import { findPresenceSettings } from '../store/presence.ts';
import { query } from './support/handler.ts';

export default query('presence.settings.get', (_, { caller, db }) => findPresenceSettings(db, caller.userId));
