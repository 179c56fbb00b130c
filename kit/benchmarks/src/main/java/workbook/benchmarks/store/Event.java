package workbook.benchmarks.store;

import java.util.UUID;

/** An event to append. Its metadata is {@code {}}. */
public record Event(UUID id, String type, String data) {

    /** One more piece in a cart: the commonest event, and of an ordinary size. */
    public static Event itemAdded(long n) {
        return new Event(
                UUID.randomUUID(),
                "ProductItemAdded",
                "{\"item\":{\"productId\":\"product-" + n % 10 + "\",\"quantity\":1,\"unitPrice\":995}}");
    }
}
