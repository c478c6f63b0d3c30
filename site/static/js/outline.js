/* The outline of a document in the editor of its page: network/projects/panels.py. */
import { Editor } from "./outline/editor.js";
import "./outline/doing.js";
import { Paper } from "./outline/paper.js";

document.querySelectorAll("[data-outline]").forEach((root) => {
    const editor = new Editor(root);
    if (editor.history) new Paper(editor);
});
