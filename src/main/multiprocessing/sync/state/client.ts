/** Who uses a resource: one connection to its home, or the home's own use. Never reused. */
export type ClientId = number;

/** A call that is answered. Given by the client, which never uses one twice. */
export type RequestId = number;
