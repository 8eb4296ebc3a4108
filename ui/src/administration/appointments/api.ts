import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components, operations } from "../../contract";
import { api, got } from "../../http";
import { texts } from "../../workbench/inbox/sections";

type Schemas = components["schemas"];
export type Appointment = Schemas["Appointment"];
export type NewAppointment = Schemas["NewAppointment"];
export type RoleList = Schemas["RoleList"];

type Asked = NonNullable<operations["listAppointments"]["parameters"]["query"]>;

/** What narrows the appointments, as it stands in the address. `past`: those that have ended, too. */
export type AppointmentSearch = Pick<Asked, "account" | "unit" | "role"> & { past?: true };

export const readAppointmentSearch = (search: Record<string, unknown>): AppointmentSearch => ({
  ...texts(search, "account", "unit", "role"),
  ...(search.past === true && { past: true as const }),
});

/** Appointments page by page; without `past` only those in force now. */
export const appointmentsQuery = ({ past, ...asked }: AppointmentSearch) =>
  infiniteQueryOptions({
    queryKey: ["appointments", asked, past],
    queryFn: ({ pageParam }) =>
      got(
        api.GET("/appointments", {
          params: { query: { ...asked, current: past ? undefined : true, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** The roles and which of them two people must hold. */
export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: () => got(api.GET("/roles")),
  staleTime: 10 * 60_000,
});

export const appoint = (body: NewAppointment, key: string) =>
  got(api.POST("/appointments", { params: { header: { "Idempotency-Key": key } }, body }));

export const revoke = (given: { id: string; reason: string }, key: string) =>
  got(
    api.POST("/appointments/{id}/commands/revoke", {
      params: { path: { id: given.id }, header: { "Idempotency-Key": key } },
      body: { reason: given.reason },
    }),
  );
