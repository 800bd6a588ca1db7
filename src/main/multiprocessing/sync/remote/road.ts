/** How a home on another machine is reached: by TCP, and by who knows the key. */
export interface Road {
  readonly host: string;
  readonly port: number;
  readonly authkey: string | Uint8Array;
}

const roads = new Map<string, Road>();

/** From now on the home with this address is reached so: on its own machine it is a path, here that is but a name. */
export function keepRoad(address: string, road: Road): void {
  roads.set(address, road);
}

export function findRoad(address: string): Road | undefined {
  return roads.get(address);
}
