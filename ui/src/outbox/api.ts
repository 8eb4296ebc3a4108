import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../contract";
import { api, got } from "../http";

type Schemas = components["schemas"];
export type Channel = Schemas["Channel"];
export type MyChannel = Schemas["MyChannel"];
export type Delivery = Schemas["Delivery"];
export type DeliveryPage = Schemas["DeliveryPage"];
export type Told = Schemas["Told"];

/** The channels that are configured, and where they reach me. */
export const myChannels = queryOptions({ queryKey: ["me", "channels"], queryFn: () => got(api.GET("/me/channels")) });

export const changeChannel = (channel: Channel, body: Schemas["MyChannelChange"]) =>
  got(api.PUT("/me/channels/{channel}", { params: { path: { channel } }, body }));
export const forgetChannel = (channel: Channel) =>
  got(api.DELETE("/me/channels/{channel}", { params: { path: { channel } } }));
export const verifyChannel = (channel: Channel, code: string) =>
  got(api.POST("/me/channels/{channel}/verification", { params: { path: { channel } }, body: { code } }));

/** What was given up, page by page, with the counts of all. */
export const undelivered = infiniteQueryOptions({
  queryKey: ["operations", "deliveries"],
  queryFn: ({ pageParam }) => got(api.GET("/operations/deliveries", { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next,
});

/** Sends again what was given up: one message, or all of a channel. */
export const retryDeliveries = (channel: Channel, id?: string) =>
  got(api.POST("/operations/deliveries/retry", { body: { channel, ids: id === undefined ? undefined : [id] } }));
