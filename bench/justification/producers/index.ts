import { profiles } from "../composeWith.ts";
import type { Producer } from "../setting.ts";
import { chromium } from "./chromium.ts";
import { libreOffice } from "./libreOffice.ts";
import { nashra } from "./nashra.ts";
import { typst } from "./typst.ts";
import { xelatex, xelatexSloppy } from "./xelatex.ts";

/** All who set the column, Nashra by each profile first. */
export const producers: readonly Producer[] = [...profiles.map(nashra), typst, chromium, libreOffice, xelatex, xelatexSloppy];
