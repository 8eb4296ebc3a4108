import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startWords } from "../i18n";
import { hallWords } from "../i18n/hall";
import "../theme.css";
import "./hall.css";
import "../forms/forms.css";
import { Hall } from "./Hall";

startWords(hallWords).then(() => {
  const page = document.getElementById("page");
  if (page === null) return;
  createRoot(page).render(
    <StrictMode>
      <Hall />
    </StrictMode>,
  );
});
