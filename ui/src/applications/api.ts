import type { components } from "../contract";
import { api, got } from "../http";
import { patiently } from "../patience";
import type { Filing, Receipt } from "./filing";

type Schemas = components["schemas"];
export type Application = Schemas["Application"];
export type Submitted = Schemas["Submitted"];
export type Draft = { handle: string; saved: string; expires: string; filing: Partial<Filing> };

/** The largest file the server takes, in bytes. */
export const largestFile = 20 * 1024 * 1024;

/** How many files the server takes for one material, complaint or request. */
export const mostFiles = 20;

export const upload = (file: File): Promise<Receipt> =>
  got(
    api.POST("/public/files", {
      body: { file: file as never },
      bodySerializer: () => {
        const form = new FormData();
        form.append("file", file, file.name);
        return form;
      },
    }),
  );

/** Submits. The key names the click: sent again with the same key, it is still one application. */
export const apply = (body: Application, key: string): Promise<Submitted> =>
  patiently(() => got(api.POST("/public/applications", { params: { header: { "Idempotency-Key": key } }, body })));

const contentOf = (item: string, filing: Filing): Schemas["DraftContent"] => ({
  item,
  unit: filing.unit,
  applicant: filing.applicant,
  form: filing.form,
  materials: filing.materials,
  page: filing.page,
});

const draftOf = ({ content, ...rest }: Schemas["Draft"]): Draft => ({ ...rest, filing: content as Partial<Filing> });

export async function keepDraft(item: string, filing: Filing, handle: string | undefined): Promise<Draft> {
  const body = contentOf(item, filing);
  if (handle === undefined) return draftOf(await got(api.POST("/public/drafts", { body })));
  return draftOf(await got(api.PUT("/public/drafts/{draft}", { params: { path: { draft: handle } }, body })));
}

export const readDraft = async (draft: string) =>
  draftOf(await got(api.GET("/public/drafts/{draft}", { params: { path: { draft } } })));

export const dropDraft = (draft: string) => got(api.DELETE("/public/drafts/{draft}", { params: { path: { draft } } }));
