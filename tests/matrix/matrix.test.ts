// The matrix: whatever the built program answers, does when told and does by itself, asked by everybody there
// is. What is asked is read from the program; a row that is missing fails, and so does one too many.

import { describe } from 'vitest';
import { askEvents } from './ask-events.ts';
import { askJobs } from './ask-jobs.ts';
import { askMoves } from './ask-moves.ts';
import { askRooms } from './ask-rooms.ts';
import { askRoutes } from './ask-routes.ts';
import { askSockets } from './ask-sockets.ts';
import { openPlace } from './world.ts';

openPlace();

// One house for all of it: what changes the table comes after what only looks at it.
describe('rooms', askRooms);
describe('events', askEvents);
describe('open sockets', askSockets);
describe('routes', askRoutes);
describe('moves', askMoves);
describe('jobs', askJobs);
