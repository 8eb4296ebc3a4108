import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { whenSignedOut } from "../http";
import { startWords } from "../i18n";
import { officeWords } from "../i18n/office";
import "../theme.css";
import "./office.css";
import { Look } from "./Look";
import { router } from "./routes";
import { cache } from "./session";

whenSignedOut(() => {
  cache.removeQueries();
  router.navigate({ to: "/login", search: { back: router.state.location.href } });
});

startWords(officeWords).then(() => {
  const page = document.getElementById("page");
  if (page === null) return;
  createRoot(page).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <Look>
          <RouterProvider router={router} />
        </Look>
      </QueryClientProvider>
    </StrictMode>,
  );
});
