/* The outline of a document in the editor of its page: network/projects/panels.py. */
import { Editor } from "./outline/editor.js";
import "./outline/doing.js";

document.querySelectorAll("[data-outline]").forEach((root) => new Editor(root));
