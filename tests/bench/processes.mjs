// What processes take of the machine, as /proc tells it.

import { readFileSync } from "node:fs";

import { childrenOf } from "../web/site.mjs";

// The unit of /proc, USER_HZ, is a hundredth of a second on Linux (proc(5)).
export const TICK_MS = 10;

// A process and all that descend from it.
export const tree = (pid) => [pid, ...childrenOf(pid).flatMap(tree)];

// Processor time of processes and their ended children, ms.
export function spentMs(pids) {
  return pids.reduce((sum, pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
      return sum + fields.slice(11, 15).reduce((a, b) => a + Number(b), 0) * TICK_MS;
    } catch {
      return sum;
    }
  }, 0);
}
