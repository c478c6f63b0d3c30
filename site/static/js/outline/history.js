/* What was, to come back to. A step is a list of rows, which nobody changes in place;
   what is typed in one field, without a stop, is one step. */

const STOP = 1500; // milliseconds
const MOST = 200; // steps

export class History {
    constructor(rows) {
        this.rows = rows;
        this.done = [];
        this.undone = [];
        this.typed = { field: "", at: 0 };
    }

    /* `field` names what is typed in; "" for a move. */
    take(rows, field = "") {
        const now = Date.now();
        const goesOn = field && field === this.typed.field && now - this.typed.at < STOP;
        if (!goesOn) this.done.push(this.rows);
        if (this.done.length > MOST) this.done.shift();
        this.undone = [];
        this.typed = { field, at: now };
        this.rows = rows;
    }

    undo() {
        return this.back(this.done, this.undone);
    }

    redo() {
        return this.back(this.undone, this.done);
    }

    back(from, to) {
        if (!from.length) return false;
        to.push(this.rows);
        this.rows = from.pop();
        this.typed = { field: "", at: 0 };
        return true;
    }
}
