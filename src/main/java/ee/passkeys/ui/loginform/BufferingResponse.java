// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.ui.loginform;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Response that is buffered if it is a page, until it is complete. Everything else goes its way as if this were not there: what is no page
 * when it is asked for its stream, what is too large, what is sent as an error or elsewhere, and what goes on by itself after the request.
 */
final class BufferingResponse extends HttpServletResponseWrapper {

    /** Makes of a complete page the one that is sent. */
    interface Change {

        /** Another array where anything is changed, else the same. */
        byte[] of(byte[] page);
    }

    private enum State {
        /** Nothing is written yet, and perhaps nobody knows what will be. */
        OPEN,
        /** It is a page, and written to memory. */
        HOLDING,
        /** What is written goes to the client. */
        PASSING
    }

    static final int LIMIT = 512 * 1024;

    private final Change change;
    private final BufferedHeaders headers = new BufferedHeaders();
    private final ByteArrayOutputStream page = new ByteArrayOutputStream();
    private State state = State.OPEN;
    private @Nullable HeldStream stream;
    private @Nullable PrintWriter writer;
    private @Nullable String writerEncoding;
    private boolean ended;
    private boolean emptying;
    private boolean written;
    private boolean untypedPage;

    BufferingResponse(HttpServletResponse response, Change change) {
        super(response);
        this.change = change;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (writer != null) {
            throw new IllegalStateException("getWriter() was called before");
        }
        decideIfKnown();
        if (state == State.PASSING && stream == null) {
            return super.getOutputStream();
        }
        return heldStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer != null) {
            return writer;
        }
        if (stream != null) {
            throw new IllegalStateException("getOutputStream() was called before");
        }
        decideIfKnown();
        if (state == State.PASSING) {
            return super.getWriter();
        }
        String encoding = getCharacterEncoding();
        PrintWriter made = new PrintWriter(new OutputStreamWriter(heldStream(), encoding));
        // A container fixes the charset when it is asked for the writer, and names it in the header from then on.
        super.setCharacterEncoding(encoding);
        writerEncoding = encoding;
        writer = made;
        return made;
    }

    private HeldStream heldStream() {
        if (stream == null) {
            stream = new HeldStream();
        }
        return stream;
    }

    /** Some say what they write only after they have asked for the stream. */
    private void decideIfKnown() {
        if (getContentType() != null) {
            decide();
        }
    }

    private void decide() {
        if (state == State.OPEN) {
            String type = getContentType();
            if (type != null && Page.isHtml(type)) {
                state = State.HOLDING;
            } else {
                pass();
            }
        }
    }

    private void pass() {
        state = State.PASSING;
        headers.release();
    }

    /** Sends what is held, unchanged, and holds no more. */
    void passOn() throws IOException {
        if (state == State.HOLDING) {
            flushWriter();
            sendHeld();
        } else if (state == State.OPEN) {
            pass();
        }
    }

    private void sendHeld() throws IOException {
        byte[] held = page.toByteArray();
        page.reset();
        pass();
        super.getOutputStream().write(held);
    }

    /** Sends the page, which is complete. */
    void finish() throws IOException {
        flushWriter();
        finishPage();
    }

    private void finishPage() throws IOException {
        if (state != State.HOLDING) {
            passOn();
            return;
        }
        byte[] before = page.toByteArray();
        page.reset();
        byte[] after = before.length == 0 || isCommitted() ? before : change.of(before);
        if (after != before) {
            headers.drop();
            super.setContentLength(after.length);
        }
        pass();
        if (after.length > 0) {
            super.getOutputStream().write(after);
        }
    }

    /** Empties the writer, and nothing behind it: the container would have to do without a length. */
    private void flushWriter() {
        if (writer != null && !ended) {
            emptying = true;
            writer.flush();
            emptying = false;
        }
    }

    /** Whether what was sent looks like a page, although nothing says so. */
    boolean isUntypedPage() {
        return untypedPage;
    }

    private void forget() {
        flushWriter();
        page.reset();
    }

    /** The container says the rest, and what the application wrote does not count. */
    private void end() {
        if (state == State.HOLDING) {
            forget();
        }
        ended = true;
        pass();
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        end();
        super.sendError(status, message);
    }

    @Override
    public void sendError(int status) throws IOException {
        end();
        super.sendError(status);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        end();
        super.sendRedirect(location);
    }

    // A page is complete only at its end: whoever flushes before that has to wait.
    @Override
    public void flushBuffer() throws IOException {
        if (state != State.HOLDING) {
            passOn();
            super.flushBuffer();
        }
    }

    @Override
    public void reset() {
        super.reset();
        page.reset();
        headers.drop();
        stream = null;
        writer = null;
        writerEncoding = null;
        ended = false;
        state = State.OPEN;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        if (state == State.HOLDING) {
            forget();
        }
    }

    @Override
    public void setContentType(String type) {
        if (writerEncoding == null || type == null) {
            super.setContentType(type);
        } else {
            super.setContentType(type.replaceFirst("(?i)\\s*;\\s*charset\\s*=.*$", ""));
            super.setCharacterEncoding(writerEncoding);
        }
    }

    @Override
    public void setCharacterEncoding(String encoding) {
        if (writerEncoding == null) {
            super.setCharacterEncoding(encoding);
        }
    }

    private boolean holds(String name) {
        return state != State.PASSING && BufferedHeaders.isHeld(name);
    }

    @Override
    public void setHeader(String name, String value) {
        if (holds(name)) {
            headers.set(name, value, () -> super.setHeader(name, value));
        } else {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (holds(name)) {
            headers.add(name, value, () -> super.addHeader(name, value));
        } else {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (holds(name)) {
            headers.set(name, value, () -> super.setIntHeader(name, value));
        } else {
            super.setIntHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (holds(name)) {
            headers.add(name, value, () -> super.addIntHeader(name, value));
        } else {
            super.addIntHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (holds(name)) {
            headers.set(name, date, () -> super.setDateHeader(name, date));
        } else {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (holds(name)) {
            headers.add(name, date, () -> super.addDateHeader(name, date));
        } else {
            super.addDateHeader(name, date);
        }
    }

    @Override
    public void setContentLength(int length) {
        if (holds("Content-Length")) {
            headers.set("Content-Length", length, () -> super.setContentLength(length));
        } else {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (holds("Content-Length")) {
            headers.set("Content-Length", length, () -> super.setContentLengthLong(length));
        } else {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public boolean containsHeader(String name) {
        return headers.first(name) != null || super.containsHeader(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        String held = headers.first(name);
        return held != null ? held : super.getHeader(name);
    }

    /** What the application writes to: memory first, the client when nothing is held any more. */
    private final class HeldStream extends ServletOutputStream {

        private boolean closed;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            decide();
            look(bytes, offset, length);
            if (state == State.HOLDING && page.size() + length > LIMIT) {
                sendHeld();
            }
            if (state == State.HOLDING) {
                page.write(bytes, offset, length);
            } else {
                BufferingResponse.super.getOutputStream().write(bytes, offset, length);
            }
        }

        private void look(byte[] bytes, int offset, int length) {
            if (!written && length > 0) {
                written = true;
                untypedPage = getContentType() == null && bytes[offset] == '<';
            }
        }

        @Override
        public void flush() throws IOException {
            decide();
            if (state == State.PASSING && !emptying) {
                BufferingResponse.super.getOutputStream().flush();
            }
        }

        // Whoever closes says that the page is complete; a container does so after a forward.
        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                finishPage();
                BufferingResponse.super.getOutputStream().close();
            }
        }

        @Override
        public boolean isReady() {
            return state != State.PASSING || client().isReady();
        }

        // Only after startAsync, and then nothing is held any more.
        @Override
        public void setWriteListener(WriteListener listener) {
            client().setWriteListener(listener);
        }

        private ServletOutputStream client() {
            try {
                return BufferingResponse.super.getOutputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
