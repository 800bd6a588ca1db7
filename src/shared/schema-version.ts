/** Version of the event stream and of the recording that holds it. Apart, because what writes needs no zod. */
export const SCHEMA_VERSION = 1;
