import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components, operations } from "../../contract";
import { api, got, sentFile } from "../../http";
import { type ComplaintStatus, complaintLooks } from "../../looks";
import { texts } from "../../workbench/inbox/sections";

type Schemas = components["schemas"];
export type Complaint = Schemas["Complaint"];
export type ComplaintRow = Schemas["ComplaintRow"];
export type ComplaintVerb = Schemas["ComplaintVerb"];
export type ComplaintCommand = Schemas["ComplaintCommand"];
export type ComplaintOffer = Schemas["ComplaintOffer"];
export type ComplaintQueue = Schemas["ComplaintQueue"];
export type TakenComplaint = Schemas["TakenComplaint"];

export const queues: ComplaintQueue[] = ["acceptance", "handling", "review", "call_back", "overdue", "watched"];
export const sources = ["online", "window", "hotline", "petition", "review"] as const;

type Asked = NonNullable<operations["listComplaints"]["parameters"]["query"]>;

/** What narrows the desk, as it stands in the address. */
export type ComplaintSearch = Pick<
  Asked,
  "queue" | "status" | "source" | "unit" | "about" | "number" | "mine" | "open"
>;

/** Reads the search out of the address; what it does not know is left out. */
export function readComplaintSearch(search: Record<string, unknown>): ComplaintSearch {
  const queue = queues.find((each) => each === search.queue);
  const source = sources.find((each) => each === search.source);
  const status = Object.keys(complaintLooks).find((each) => each === search.status) as ComplaintStatus | undefined;
  return {
    ...texts(search, "unit", "about", "number"),
    ...(queue && { queue }),
    ...(source && { source }),
    ...(status && { status }),
    ...(search.mine === true && { mine: true }),
    ...(search.open === true && { open: true }),
  };
}

export const complaintsQuery = (asked: ComplaintSearch) =>
  infiniteQueryOptions({
    queryKey: ["complaints", "list", asked],
    queryFn: ({ pageParam }) => got(api.GET("/complaints", { params: { query: { ...asked, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

export const complaintQueuesQuery = queryOptions({
  queryKey: ["complaints", "queues"],
  queryFn: () => got(api.GET("/complaints/queues")),
});

export const complaintQuery = (id: string) =>
  queryOptions({
    queryKey: ["complaints", "one", id],
    queryFn: () => got(api.GET("/complaints/{id}", { params: { path: { id } } })),
  });

/** Acts on a complaint. The key names the click. */
export const commandComplaint = (id: string, verb: ComplaintVerb, key: string, body: ComplaintCommand) =>
  got(
    api.POST("/complaints/{id}/commands/{verb}", {
      params: { path: { id, verb }, header: { "Idempotency-Key": key } },
      body,
    }),
  );

/** Uploads a file; its receipt names it in a command on the complaint. */
export const uploadFile = (id: string, file: File) =>
  got(api.POST("/complaints/{id}/files", { params: { path: { id } }, ...sentFile(file) }));

/** Where a file is read; reading it is audited. */
export const fileAddress = (id: string, address: string) =>
  `/api/v1/complaints/${encodeURIComponent(id)}/files/${address}`;

/** Where the server prints a document of the complaint. */
export const paperAddress = (id: string, kind: Schemas["NoticeKind"], line: number, language?: "en") =>
  `/api/v1/complaints/${encodeURIComponent(id)}/documents/${kind}?${new URLSearchParams({ line: String(line), ...(language && { language }) })}`;

/** Takes in what came to a window, by the hotline or as a petition. */
export const takeComplaint = (body: TakenComplaint, key: string) =>
  got(api.POST("/complaints", { params: { header: { "Idempotency-Key": key } }, body }));
