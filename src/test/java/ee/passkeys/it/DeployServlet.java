// SPDX-License-Identifier: Apache-2.0
package ee.passkeys.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;

/**
 * Deploys to the Payara Micro that it runs on, which has no administration over the network: PUT with name and file, DELETE with name, or without
 * one for all but this. */
@WebServlet("/*")
public class DeployServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        Object deployed = call(
                "deploy",
                new Class<?>[] {String.class, String.class, File.class},
                name,
                name,
                new File(request.getParameter("file")));
        response.setStatus(Boolean.TRUE.equals(deployed) ? 201 : 500);
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        for (Object deployed : name == null ? others(request) : List.of(name)) {
            call("undeploy", new Class<?>[] {String.class}, deployed);
        }
        response.setStatus(204);
    }

    private static List<?> others(HttpServletRequest request) throws IOException {
        return ((Collection<?>) call("getDeployedApplicationNames", new Class<?>[0]))
                .stream()
                        .filter(name -> !request.getContextPath().equals("/" + name))
                        .toList();
    }

    /** By reflection: the classes of the server are not among those that tests are compiled with. */
    private static Object call(String name, Class<?>[] types, Object... arguments) throws IOException {
        try {
            ClassLoader server = ClassLoader.getSystemClassLoader();
            Class<?> micro = server.loadClass("fish.payara.micro.PayaraMicro");
            Object runtime = micro.getMethod("getRuntime")
                    .invoke(micro.getMethod("getInstance").invoke(null));
            Method method =
                    server.loadClass("fish.payara.micro.PayaraMicroRuntime").getMethod(name, types);
            return method.invoke(runtime, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e instanceof InvocationTargetException ? e.getCause() : e);
        }
    }
}
