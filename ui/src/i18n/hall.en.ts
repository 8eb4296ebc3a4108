import { fault } from "./en/fault";
import { hall } from "./en/hall";
import type { hall as zh } from "./hall";
import type { Same } from "./same";

const words: Same<typeof zh> = { hall, fault };
export default words;
