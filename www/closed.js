// Where a partner is out of its season: the page around learns how high that is.
import { tellHeight } from "./embedding.js";

tellHeight();
