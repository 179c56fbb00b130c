package workbook.coach.watch;

/**
 * A key.
 *
 * @param name which one
 * @param text what it writes; empty for those that write nothing
 */
record Key(Name name, String text) {

    /** The keys that are told apart. */
    enum Name {
        CHARACTER,
        ENTER,
        ESCAPE,
        ERASE,
        SUSPEND,
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END
    }

    boolean is(char letter) {
        return name == Name.CHARACTER && text.equals(String.valueOf(letter));
    }
}
