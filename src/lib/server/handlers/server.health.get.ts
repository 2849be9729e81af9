import { query } from './support/handler.ts';

export default query('server.health.get', (_, { health }) => health(), ['health.read']);
