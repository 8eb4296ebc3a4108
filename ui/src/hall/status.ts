import { createContext, useContext } from "react";
import type { components } from "../contract";
import { api, got } from "../http";

export type Status = components["schemas"]["PublicStatus"];

/** Whose hall this is, whether it is open and whether it is a demonstration; undefined until it is known. */
export const HallStatus = createContext<Status | undefined>(undefined);
export const useStatus = () => useContext(HallStatus);

export const readStatus = () => got(api.GET("/public/status"));
