// The browser's half of idb.hpp, and the way of effects out of the core (stadtkern.h: stadtkern_emit). A library for emcc's --js-library.
//
// Promises:
// - an answer comes when the transaction is complete or has aborted, never before, and with the reason of a refusal;
// - a batch is one transaction with strict durability: all of it or nothing;
// - a database that another tab wants to delete or upgrade is let go at once, and opened anew for the next order;
// - a database that the browser closed by itself (eviction, a broken disk), also while it was being opened, is opened anew once;
// - an open that hangs behind another tab is answered "blocked" after OPEN_MS_MAX, not waited for.
mergeInto(LibraryManager.library, {
  stadtkern_emit: function (handle, frame, size) {
    Module['stadtkernEmit'](handle, HEAPU8.slice(frame, frame + size));
  },

  $StadtkernStore__deps: ['$IDBStore'],
  $StadtkernStore: {
    OPEN_MS_MAX: 5000,
    opening: {}, // name -> the openings' callbacks that wait for it

    // Calls done(error, db) once.
    open: function (name, done) {
      if (IDBStore.dbs[name]) return done(null, IDBStore.dbs[name]);
      if (StadtkernStore.opening[name]) {
        StadtkernStore.opening[name].push(done);
        return;
      }
      StadtkernStore.opening[name] = [done];
      StadtkernStore.request(name, function (error, db) {
        var waiting = StadtkernStore.opening[name] || [];
        delete StadtkernStore.opening[name];
        waiting.forEach(function (each) { each(error, db); });
      });
    },

    request: function (name, settle, again) {
      var request;
      try {
        request = IDBStore.indexedDB().open(name, IDBStore.DB_VERSION);
      } catch (error) {
        return void setTimeout(settle, 0, { name: 'Unavailable' });
      }
      var late = setTimeout(settle, StadtkernStore.OPEN_MS_MAX, { name: 'Blocked' });
      request.onupgradeneeded = function () {
        var db = request.result;
        if (!db.objectStoreNames.contains(IDBStore.DB_STORE_NAME)) db.createObjectStore(IDBStore.DB_STORE_NAME);
      };
      request.onsuccess = function () {
        clearTimeout(late);
        var db = request.result;
        var forget = function () { if (IDBStore.dbs[name] === db) delete IDBStore.dbs[name]; };
        db.onversionchange = function () { db.close(); forget(); };
        db.onclose = forget;
        IDBStore.dbs[name] = db;
        settle(null, db);
      };
      request.onerror = function (event) {
        clearTimeout(late);
        event.preventDefault();
        // An eviction was under way.
        if (request.error.name === 'AbortError' && !again) return StadtkernStore.request(name, settle, true);
        // Whatever it is called (a refused permission is an UnknownError in Chromium): this database cannot be had.
        settle({ name: request.error.name === 'QuotaExceededError' ? 'QuotaExceededError' : 'Unavailable' });
      };
    },

    // Runs work(store) in a transaction of its own; done(error) once it is complete or has aborted.
    transact: function (name, mode, work, done, again) {
      StadtkernStore.open(name, function (error, db) {
        if (error) return done(error);
        var transaction;
        try {
          transaction = db.transaction([IDBStore.DB_STORE_NAME], mode, { durability: 'strict' });
        } catch (closed) {
          // The browser has closed it, or it has lost its store: forget this connection.
          db.close();
          delete IDBStore.dbs[name];
          if (again) return done(closed);
          return StadtkernStore.transact(name, mode, work, done, true);
        }
        transaction.oncomplete = function () { done(null); };
        transaction.onabort = function () {
          var why = transaction.error || { name: 'AbortError' };
          // Not by its own doing: the connection was closed under it, and nothing of it is stored.
          if (why.name === 'AbortError' && !again) return StadtkernStore.transact(name, mode, work, done, true);
          done(why);
        };
        try {
          work(transaction.objectStore(IDBStore.DB_STORE_NAME));
        } catch (refused) {
          transaction.onabort = function () { done(refused); };
          transaction.abort();
        }
      });
    },

    // IdbRefusal of idb.hpp, negated.
    refusal: function (error) {
      switch (error.name) {
        case 'QuotaExceededError': return -1;
        case 'Unavailable': return -2;
        case 'Blocked': return -3;
      case 'ConstraintError': return -5;
        default: return -4;
      }
    },

    answer: function (handle, id, what, bytes) {
      var makeRoom = StadtkernStore.makeRoom;
      var callback = StadtkernStore.callback;
      var size = bytes ? bytes.length : 0;
      var at = size ? {{{ makeDynCall('ii', 'makeRoom') }}}(size) : 0;
      if (at) {
        HEAPU8.set(bytes, at);
      } else if (size) {
        what = -4; // no memory
        size = 0;
      }
      {{{ makeDynCall('viiiii', 'callback') }}}(handle, id, what, at, size);
    },
  },

  stadtkern_idb_connect__deps: ['$StadtkernStore'],
  stadtkern_idb_connect: function (makeRoom, callback) {
    StadtkernStore.makeRoom = makeRoom;
    StadtkernStore.callback = callback;
  },

  stadtkern_idb_commit__deps: ['$StadtkernStore'],
  stadtkern_idb_commit: function (handle, id, database, keys, keysSize, spans, puts) {
    var names = UTF8ToString(keys, keysSize).split('\n');
    names.pop(); // each key ends in a line feed
    var values = [];
    var ways = [];
    for (var at = spans >> 2, end = at + 3 * puts; at < end; at += 3) {
      values.push(HEAPU8.slice(HEAPU32[at], HEAPU32[at] + HEAPU32[at + 1]));
      ways.push(HEAPU32[at + 2] ? 'add' : 'put');
    }
    StadtkernStore.transact(UTF8ToString(database), 'readwrite', function (store) {
      names.forEach(function (name, index) {
        if (index < puts) store[ways[index]](values[index], name);
        else store.delete(name);
      });
    }, function (error) {
      StadtkernStore.answer(handle, id, error ? StadtkernStore.refusal(error) : 0);
    });
  },

  stadtkern_idb_load__deps: ['$StadtkernStore'],
  stadtkern_idb_load: function (handle, id, database, key) {
    var name = UTF8ToString(key);
    var request;
    StadtkernStore.transact(UTF8ToString(database), 'readonly', function (store) {
      request = store.get(name);
    }, function (error) {
      if (error) return StadtkernStore.answer(handle, id, StadtkernStore.refusal(error));
      var value = request.result;
      StadtkernStore.answer(handle, id, value ? 1 : 2, value);
    });
  },

  stadtkern_idb_keys__deps: ['$StadtkernStore'],
  stadtkern_idb_keys: function (handle, id, database, prefix) {
    var first = UTF8ToString(prefix);
    var request;
    StadtkernStore.transact(UTF8ToString(database), 'readonly', function (store) {
      request = store.getAllKeys(IDBKeyRange.bound(first, first + '\uffff'));
    }, function (error) {
      if (error) return StadtkernStore.answer(handle, id, StadtkernStore.refusal(error));
      StadtkernStore.answer(handle, id, 3, new TextEncoder().encode(request.result.join('\n')));
    });
  },
});
