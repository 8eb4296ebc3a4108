import type { Same } from "../same";
import type { hall as zh } from "../zh/hall";

export const hall: Same<typeof zh> = {};
