import type { Same } from "../same";
import type { administration as zh } from "../zh/administration";

export const administration: Same<typeof zh> = {};
