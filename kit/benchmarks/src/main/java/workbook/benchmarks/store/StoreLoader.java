package workbook.benchmarks.store;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads one implementation of the course, and {@link CourseStore} beside it, so that two implementations
 * with classes of the same names run in one JVM. What belongs to the course is looked for here first, everything else in
 * the parent.
 */
final class StoreLoader extends URLClassLoader {

    private StoreLoader(URL[] urls) {
        super(urls, StoreLoader.class.getClassLoader());
    }

    /** @param classPath where the implementation's classes are */
    static Store load(List<Path> classPath) {
        try {
            List<URL> urls = new ArrayList<>();
            for (Path folder : classPath) {
                urls.add(folder.toUri().toURL());
            }
            urls.add(StoreLoader.class.getProtectionDomain().getCodeSource().getLocation());
            StoreLoader loader = new StoreLoader(urls.toArray(URL[]::new));
            return (Store) loader.loadClass(CourseStore.class.getName())
                    .getConstructor()
                    .newInstance();
        } catch (MalformedURLException | ReflectiveOperationException e) {
            throw new IllegalStateException("can't load the store to measure", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("eventstore.")
                && !name.startsWith("shoppingcart.")
                && !name.startsWith("workbook.benchmarks.store.CourseStore")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }
}
