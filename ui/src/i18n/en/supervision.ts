import type { Same } from "../same";
import type { supervision as zh } from "../zh/supervision";

export const supervision: Same<typeof zh> = {};
