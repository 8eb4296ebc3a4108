import type { Same } from "../same";
import type { workbench as zh } from "../zh/workbench";

export const workbench: Same<typeof zh> = {};
