/** Refusals of `RunService.startCommand`, for the rooms that may not know launch. */
export { LaunchError } from '../launch/errors';
